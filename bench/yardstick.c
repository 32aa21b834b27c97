/* The same episodes as scenario_engine.simulation counts, one by one, in a plain loop:
   the same words, the same tables, the same counts. It is what a C compiler makes of the
   task, to measure ours against; nothing of the product uses it. */

#include <stdint.h>

typedef unsigned __int128 wide;

/* Philox4x64-10 of Salmon et al., SC 2011, with the constants of the paper. */
static inline void philox(const uint64_t counter, const uint64_t key[2], uint64_t out[4])
{
    uint64_t c0 = counter, c1 = 0, c2 = 0, c3 = 0, k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        if (round) {
            k0 += 0x9E3779B97F4A7C15ULL;
            k1 += 0xBB67AE8584CAA73BULL;
        }
        wide left = (wide)c0 * 0xD2E7470EE14C6C93ULL;
        wide right = (wide)c2 * 0xCA5A826395121157ULL;
        uint64_t next0 = (uint64_t)(right >> 64) ^ c1 ^ k0;
        uint64_t next2 = (uint64_t)(left >> 64) ^ c3 ^ k1;
        c1 = (uint64_t)right;
        c3 = (uint64_t)left;
        c0 = next0;
        c2 = next2;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

/* Rows of branches with the highest number that picks each, and a guide to them. */
typedef struct {
    int64_t bits;
    const int32_t *guide;
    const uint64_t *branch;
} cuts;

static inline int32_t pick(const cuts *from, int32_t row, uint32_t number)
{
    int32_t at =
        from->guide[((int64_t)row << from->bits) + (number >> (32 - from->bits))];
    uint64_t least = (uint64_t)number << 32;
    while (from->branch[at] < least)
        at++;
    return (int32_t)(uint32_t)from->branch[at];
}

/* Counts episodes by ending (the turn limit last) and turns. */
void simulate(int64_t episodes, int64_t horizon, uint64_t seed, int64_t is_certain,
              int64_t by_left, const cuts *start, const cuts *response,
              const cuts *world, const cuts *ways, const int32_t *row,
              const int8_t *ending, int64_t endings, int64_t *counts)
{
    const uint64_t dice[2] = {seed, 0}, strategy[2] = {seed, 1};
    const uint64_t blocks = (horizon + 4) / 4, choosing = ((horizon + 1) / 2 + 3) / 4;
    uint64_t words[4], choices[4] = {0, 0, 0, 0};
    for (int64_t episode = 0; episode < episodes; episode++) {
        uint64_t counter = (uint64_t)episode * blocks + 1;
        uint64_t chosen = (uint64_t)episode * choosing + 1;
        philox(counter, dice, words);
        int32_t place = pick(start, 0, (uint32_t)(words[0] >> 32));
        int64_t turn = 1, over = -1;
        for (; turn <= horizon; turn++) {
            if (!(turn & 3))
                philox(++counter, dice, words);
            if (!is_certain && (turn & 7) == 1)
                philox(chosen++, strategy, choices);
            uint64_t word = words[turn & 3], by = choices[((turn - 1) >> 1) & 3];
            const cuts *way = ways + (by_left ? horizon - turn + 1 : 0);
            int32_t choice =
                pick(way, row[place], (uint32_t)(turn & 1 ? by : by >> 32));
            int32_t situation = pick(response, choice, (uint32_t)(word >> 32));
            place = pick(world, situation, (uint32_t)word);
            over = ending[place];
            if (over >= 0)
                break;
        }
        if (over < 0)
            over = endings, turn = horizon;
        counts[over * (horizon + 1) + turn]++;
    }
}
