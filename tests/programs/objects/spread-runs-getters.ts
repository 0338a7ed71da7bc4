// Getters that nobody names, of more kinds of objects than anybody tells apart: each way to read them stands in a program of its own
// elsewhere; here it is spreading, which runs all of them.
const list: any[] = [{ get g0() { return 0; }, v0: 1 }, { get g1() { return 1; }, v1: 1 }, { get g2() { return 2; }, v2: 1 }, { get g3() { return 3; }, v3: 1 }, { get g4() { return 4; }, v4: 1 }, { get g5() { return 5; }, v5: 1 }, { get g6() { return 6; }, v6: 1 }, { get g7() { return 7; }, v7: 1 }, { get g8() { return 8; }, v8: 1 }, { get g9() { return 9; }, v9: 1 }, { get g10() { return 10; }, v10: 1 }, { get g11() { return 11; }, v11: 1 }, { get g12() { return 12; }, v12: 1 }, { get g13() { return 13; }, v13: 1 }, { get g14() { return 14; }, v14: 1 }, { get g15() { return 15; }, v15: 1 }, { get g16() { return 16; }, v16: 1 }, { get g17() { return 17; }, v17: 1 }, { get g18() { return 18; }, v18: 1 }, { get g19() { return 19; }, v19: 1 }, { get g20() { return 20; }, v20: 1 }, { get g21() { return 21; }, v21: 1 }, { get g22() { return 22; }, v22: 1 }, { get g23() { return 23; }, v23: 1 }, { get g24() { return 24; }, v24: 1 }, { get g25() { return 25; }, v25: 1 }, { get g26() { return 26; }, v26: 1 }, { get g27() { return 27; }, v27: 1 }, { get g28() { return 28; }, v28: 1 }, { get g29() { return 29; }, v29: 1 }];
let sum = 0;
for (const o of list) {
  const copy: any = { ...o, added: 1 };
  sum += copy.v3 === 1 ? copy.g3 : 0;
}
console.log(sum, list.length);
