// PHOLD on std::priority_queue: the yardstick of phold.bench.ts, which compiles it and talks to it.
// Input: a line "<pending>"; then one line "<events>" a round. Output: one line a round, "<CPU seconds> <end time> <hash of the counts>".
// -DTABLE: delays from a table, which follows in the first line, and whole numbers as time; else a logarithm for each and a double as time.
#include <cmath>
#include <cstdint>
#include <ctime>
#include <functional>
#include <iostream>
#include <queue>
#include <vector>

#ifdef TABLE
using Time = int64_t;
#else
using Time = double;
#endif

struct Event {
  Time at;
  uint64_t sequence; // equal times: first in, first out
  int32_t target;
  bool operator>(const Event &other) const { return at > other.at || (at == other.at && sequence > other.sequence); }
};

static uint32_t state = 0x12345678;

static inline uint32_t draw() {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

#ifdef TABLE
static std::vector<Time> delays(1024);
static inline Time drawDelay() { return delays[draw() >> 22]; }
#else
// whole microseconds, as the kernel wants them
static inline Time drawDelay() { return int64_t(std::log((draw() + 1.0) / 4294967297.0) * -1e6); }
#endif

int main() {
  int pending;
  std::cin >> pending;
#ifdef TABLE
  for (auto &delay : delays) std::cin >> delay;
#endif
  std::priority_queue<Event, std::vector<Event>, std::greater<Event>> queue;
  std::vector<uint32_t> counts(pending);
  uint64_t sequence = 0;
  Time now = 0;
  for (int target = 0; target < pending; ++target) queue.push({drawDelay(), sequence++, target});
  for (long events; std::cin >> events;) {
    const std::clock_t start = std::clock();
    for (long event = 0; event < events; ++event) {
      const Event due = queue.top();
      queue.pop();
      now = due.at;
      ++counts[due.target];
      const int32_t target = draw() & (pending - 1);
      queue.push({now + drawDelay(), sequence++, target});
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    uint32_t hash = 0;
    for (const uint32_t count : counts) hash = hash * 31 + count;
    std::cout << seconds << ' ' << int64_t(now) << ' ' << hash << std::endl;
  }
}
