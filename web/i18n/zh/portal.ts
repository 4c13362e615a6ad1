export default { title: '门户' };
