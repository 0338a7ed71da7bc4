exports.value = 'passed on';
