export type {
  BenchAttempt,
  BenchImage,
  BenchModel,
  BenchRecord,
  Cell,
  Phases,
  ScheduleRecord,
} from "./bench-record.ts";
