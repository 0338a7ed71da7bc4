module.exports = [arguments.length, arguments[2] === module, arguments[4] === __dirname].join();
