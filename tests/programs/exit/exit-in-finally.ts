// process.exit inside try doesn't run finally blocks.
try {
  console.log('try');
  process.exit(4);
} finally {
  console.log('never');
}
