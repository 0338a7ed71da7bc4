exports.state = 'new';
