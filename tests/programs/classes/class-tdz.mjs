// A class is in its dead zone in its own heritage and computed keys; methods and static fields may refer to it.
const attempt = (f) => {
  try {
    f();
    console.log('fine');
  } catch (e) {
    console.log(e.name);
  }
};
attempt(() => {
  class A extends A {}
});
attempt(() => {
  class B {
    [B.name]() {}
  }
});
attempt(() => {
  class C {
    static me = C;
  }
  if (C.me !== C) throw new Error();
});
attempt(() => {
  class D {
    m() {
      return D;
    }
  }
  new D().m();
});
attempt(() => {
  new E();
  class E {}
});
attempt(() => {
  class F {
    static [(() => 'x')()] = F.name;
  }
  if (F.x !== 'F') throw new Error();
});
attempt(() => {
  class G {
    m() {
      G = 1;
    }
  }
  new G().m();
});
attempt(() => {
  class H {}
  H = 1;
  if (H !== 1) throw new Error();
});
attempt(() => {
  ((x = y, y = 1) => x)();
});
attempt(() => {
  const z = z + 1;
});
