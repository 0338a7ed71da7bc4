console.log('Hello from ImportOS');
