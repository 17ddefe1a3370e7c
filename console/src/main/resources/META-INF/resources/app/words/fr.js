import { attachments } from './fr/attachments.js';
import { booking } from './fr/booking.js';
import { call } from './fr/call.js';
import { consultation } from './fr/consultation.js';
import { documents } from './fr/documents.js';
import { expertise } from './fr/expertise.js';
import { homes } from './fr/homes.js';
import { hospitals } from './fr/hospitals.js';
import { house } from './fr/house.js';
import { life } from './fr/life.js';
import { oncall } from './fr/oncall.js';
import { trust } from './fr/trust.js';

/** The words of the screens in French, the first language of the house. */
export const fr = {
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
