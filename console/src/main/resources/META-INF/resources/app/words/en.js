import { attachments } from './en/attachments.js';
import { booking } from './en/booking.js';
import { call } from './en/call.js';
import { consultation } from './en/consultation.js';
import { documents } from './en/documents.js';
import { expertise } from './en/expertise.js';
import { homes } from './en/homes.js';
import { hospitals } from './en/hospitals.js';
import { house } from './en/house.js';
import { life } from './en/life.js';
import { oncall } from './en/oncall.js';
import { trust } from './en/trust.js';

/** The words of the screens in English. */
export const en = {
  ...attachments,
  ...booking,
  ...call,
  ...consultation,
  ...documents,
  ...expertise,
  ...homes,
  ...hospitals,
  ...house,
  ...life,
  ...oncall,
  ...trust,
};
