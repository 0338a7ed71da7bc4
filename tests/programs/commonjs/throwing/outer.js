const outcome = require('./inner-outcome');
outcome.state = 'begun';
require('./inner');
outcome.state = 'never';
