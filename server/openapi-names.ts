import { z } from 'zod';
import { alertDetail, alertRow } from '#contract/alerts';
import { calendarYear } from '#contract/calendars-api';
import { availableAction, caseDetail, caseRow, clockView, timelineEntry } from '#contract/cases';
import { flow, flowStep, item, legalBasis, limit, organ } from '#contract/catalogue';
import { itemRow } from '#contract/catalogue-api';
import { correctionDetail, correctionRow } from '#contract/corrections';
import { intakeAnswer } from '#contract/events';
import { explanationLine } from '#contract/explanation';
import { heldGrant, me, passkey } from '#contract/identity';
import { importRun, refusedRow } from '#contract/imports';
import { formField } from '#contract/item-form';
import { itemMaterial } from '#contract/item-material';
import { itemPart } from '#contract/item-parts';
import { counters } from '#contract/overview';
import { accountRow, grantRow, postRow } from '#contract/people';
import { problem } from '#contract/problem';
import { region } from '#contract/regions';
import { applicationDocument, applicationRow, applicationView } from '#contract/services/applications';
import { guideRow } from '#contract/services/guide';
import {
  coverage,
  levelCount,
  opening,
  pointContent,
  pointDetail,
  pointRow,
} from '#contract/services/points';
import { appointment, counter, ticketView } from '#contract/services/queue';
import { sourceRow, typedCloudEvent } from '#contract/sources';
import { bilingual } from '#contract/text';

/** Shapes that the description of the interface tells once and names; the rest stands where it is used. */
const named = {
  AccountRow: accountRow,
  AlertDetail: alertDetail,
  AlertRow: alertRow,
  ApplicationDocument: applicationDocument,
  ApplicationRow: applicationRow,
  ApplicationView: applicationView,
  Appointment: appointment,
  AvailableAction: availableAction,
  Bilingual: bilingual,
  CalendarYear: calendarYear,
  CaseDetail: caseDetail,
  CaseRow: caseRow,
  ClockView: clockView,
  CloudEvent: typedCloudEvent,
  CorrectionDetail: correctionDetail,
  CorrectionRow: correctionRow,
  Counter: counter,
  Counters: counters,
  Coverage: coverage,
  ExplanationLine: explanationLine,
  Flow: flow,
  FlowStep: flowStep,
  FormField: formField,
  GrantRow: grantRow,
  GuideRow: guideRow,
  HeldGrant: heldGrant,
  ImportRun: importRun,
  IntakeAnswer: intakeAnswer,
  Item: item,
  ItemMaterial: itemMaterial,
  ItemPart: itemPart,
  ItemRow: itemRow,
  LegalBasis: legalBasis,
  LevelCount: levelCount,
  Limit: limit,
  Me: me,
  Opening: opening,
  Organ: organ,
  Passkey: passkey,
  PointContent: pointContent,
  PointDetail: pointDetail,
  PointRow: pointRow,
  PostRow: postRow,
  Problem: problem,
  RefusedRow: refusedRow,
  Region: region,
  SourceRow: sourceRow,
  TicketView: ticketView,
  TimelineEntry: timelineEntry,
};

/** Names of shapes as `fastify-type-provider-zod` looks them up; the form of a shape as input gets `Input` added. */
export const shapeNames = z.registry<{ id?: string }>();
for (const [id, shape] of Object.entries(named)) shapeNames.add(shape, { id });
