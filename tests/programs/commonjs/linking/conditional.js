if (process.argv.length > 100) exports.name = 'many';
else exports.name = 'few';
