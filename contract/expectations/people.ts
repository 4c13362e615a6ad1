import type { Expectations } from '#contract/expectations/expectations';

/** Accounts, roles, passwords, personal data and who may read them. */
export const ofPeople: Expectations = {
  'the name of an account': '应为账号名称',
  'the organ that the role is held at': '应填写任职机关',
  'nothing: administrators belong to no organ': '不应填写，管理员不属于任何机关',
  'the answer to a passkey request': '应为对通行密钥请求的应答',
  'none of the most frequent passwords': '不得使用常见密码',
  'a password without the name of the account': '密码不得包含账号名称',
  'another password than the present one': '新密码不得与现密码相同',
  'the name that this identity number is registered with': '应与该身份证号登记的姓名一致',
  'one of {}, the request is {}': '申请的当前状态为 {2}，可进行的操作：{1}',
  'a mobile number of 11 digits': '应为 11 位手机号码',
  'an address to send to': '应有接收地址',
  'names of audiences that are there': '应为已有的接收对象',
  'the case that it is read for': '应填写据以查阅的办件',
  'break-glass with a request for it, and no other purpose with one': '紧急查阅应附申请，其他用途不应附申请',
};
