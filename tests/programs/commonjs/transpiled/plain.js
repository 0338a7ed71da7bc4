exports.plain = 'plain';
