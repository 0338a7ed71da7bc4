process.on('uncaughtException', (error) => {
  console.log('uncaught', error.name, error.message);
  process.exitCode = 3;
});
