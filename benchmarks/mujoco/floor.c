// The floor of a MuJoCo environment: mj_step in a loop, and nothing else. Replays starts and controls from a script, so that it
// simulates what the environment simulated, and reports steps of the environment per second of processor time.
//
//   mujoco_floor model.xml script seconds
//
// Script: int32 nq, nv, nu, frame skip, number of records; then records of an int32 kind: 1 is a start (qpos, qvel), 0 a step (ctrl).
#define _POSIX_C_SOURCE 199309L
#include <mujoco/mujoco.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Processor time, so that neighbours on the machine matter less.
static double Now(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void Fail(const char* what) {
  fprintf(stderr, "mujoco_floor: %s\n", what);
  exit(1);
}

static char* ReadAll(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) Fail(path);
  *size = (size_t)ftell(file);
  rewind(file);
  char* bytes = malloc(*size);
  if (!bytes || fread(bytes, 1, *size, file) != *size) Fail(path);
  fclose(file);
  return bytes;
}

// One pass over the script; returns the number of steps.
static long Replay(const mjModel* model, mjData* data, const int* header, const char* script) {
  const size_t position = sizeof(double) * (size_t)header[0], velocity = sizeof(double) * (size_t)header[1];
  const size_t control = sizeof(double) * (size_t)header[2];
  long steps = 0;
  for (int record = 0; record < header[4]; record++) {
    int kind;
    memcpy(&kind, script, sizeof kind);
    script += sizeof kind;
    if (kind) {
      mj_resetData(model, data);
      memcpy(data->qpos, script, position);
      memcpy(data->qvel, script + position, velocity);
      mj_forward(model, data);
      script += position + velocity;
    } else {
      memcpy(data->ctrl, script, control);
      for (int i = 0; i < header[3]; i++) mj_step(model, data);
      script += control;
      steps++;
    }
  }
  return steps;
}

int main(int count, char** arguments) {
  if (count != 4) Fail("model.xml script seconds");
  char message[1000] = "";
  mjModel* model = mj_loadXML(arguments[1], NULL, message, sizeof message);
  if (!model) Fail(message);
  size_t size;
  char* script = ReadAll(arguments[2], &size);
  int header[5];
  memcpy(header, script, sizeof header);
  if (header[0] != model->nq || header[1] != model->nv || header[2] != model->nu) Fail("the script is of another model");

  mjData* data = mj_makeData(model);
  const double seconds = atof(arguments[3]);
  Replay(model, data, header, script + sizeof header);
  const double begin = Now();
  long steps = 0;
  double passed = 0;
  while (passed < seconds) {
    steps += Replay(model, data, header, script + sizeof header);
    passed = Now() - begin;
  }
  // The last position, to see that the same was simulated.
  printf("%.1f %.17g\n", (double)steps / passed, data->qpos[0]);
  return 0;
}
