// `this` before super() is a ReferenceError, as is returning without it; super() twice too (ECMA-262 9.1.1.3).
class A {
  a = 1;
}
const attempt = (C) => {
  try {
    console.log(new C(1).constructor === C);
  } catch (e) {
    console.log(e.name);
  }
};
attempt(
  class extends A {
    constructor(n) {
      if (n > 5) super();
      this.n = n;
    }
  },
);
attempt(
  class extends A {
    constructor() {
      const f = () => {
        super();
      };
      f();
      this.b = 1;
    }
  },
);
attempt(
  class extends A {
    constructor() {
      const f = () => this;
      f();
      super();
    }
  },
);
attempt(
  class extends A {
    constructor() {
      super();
      super();
    }
  },
);
attempt(
  class extends A {
    constructor() {}
  },
);
attempt(
  class extends A {
    constructor() {
      return new A();
    }
  },
);
attempt(
  class extends A {
    constructor() {
      super.toString();
      super();
    }
  },
);
attempt(
  class extends A {
    constructor(n, self = super()) {
      this.self = self === this;
      if (!this.self) throw new Error();
    }
  },
);
attempt(class extends null {});
attempt(
  class extends A {
    constructor() {
      try {
        this.x = 1;
      } catch (e) {
        console.log('caught', e.name);
      }
      super();
    }
  },
);
