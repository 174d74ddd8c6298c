/* The hot part of the load generator: sends the load, reads and checks EVERY line that comes back.
 *
 * `tests/bench/engine.py` connects and joins all clients, hands the open sockets over as inherited descriptors, and
 * writes a plan to standard input, numbers apart by spaces:
 *
 *     paced clients senders messages window rate sampled size limit_s quiet_s linger_s
 *     descriptor members deaf channel          one for each client; `members` of its channel that hear, itself included
 *     client                                   one for each sender: the place of its client in the list above
 *
 * A message is `PRIVMSG <channel> :^<nanoseconds, 16 hex>.<sender, 5 digits>.<number, 8 digits> xxx…`, `size` bytes of
 * text. A receiver must hear the numbers of each sender one by one. Prints one JSON object. `pure.py` does the same.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

#define RECEIVE_BYTES (1 << 18)
#define LINE_BYTES 8192 /* tags and message */
#define OUT_BYTES (1 << 16)
#define HEAD_BYTES 33 /* of a text: mark, stamp, sender, number */
#define STEPS 64      /* of the histogram for each power of two: about 1.5 % */
#define SECOND 1000000000.0

typedef struct {
    int fd, members, deaf, sampled, closed, is_full;
    char channel[64];
    char carry[LINE_BYTES];
    size_t carried;
    uint32_t *next; /* of each sender */
} client;

typedef struct {
    client *by;
    uint32_t sent, share;
    char *out;
    size_t begin, end;
} sender;

static int paced, n, senders, size;
static long long messages, window, sampled;
static double rate, limit_s, quiet_s, linger_s;
static client *clients;
static sender *from;
static int poller;
static uint64_t expected, delivered, sent, ahead, behind, broken, closed, last, latest_send;
static uint64_t histogram[64 * STEPS], latencies, slowest;
static char pattern[1024];

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}

static void record(uint64_t ns) {
    int shift = ns < STEPS ? 0 : 58 - __builtin_clzll(ns);
    uint64_t place = shift <= 0 ? ns : (uint64_t)shift * (STEPS / 2) + (ns >> shift);
    histogram[place < 64 * STEPS ? place : 64 * STEPS - 1]++;
    latencies++;
    if (ns > slowest) slowest = ns;
}

static double percentile(double part) {
    uint64_t wanted = (uint64_t)(part * (double)latencies), count = 0;
    for (uint64_t place = 0; place < 64 * STEPS; place++) {
        count += histogram[place];
        if (count > wanted) {
            if (place < STEPS) return (double)place;
            uint64_t shift = place / (STEPS / 2) - 1;
            return ((double)(place - shift * (STEPS / 2)) + 0.5) * (double)(1ull << shift);
        }
    }
    return (double)slowest;
}

static void watch(int place, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.u32 = (uint32_t)place};
    if (epoll_ctl(poller, operation, clients[place].fd, &event)) exit(3);
}

static void hang_up(client *c) {
    if (c->closed) return;
    c->closed = 1;
    closed++;
    epoll_ctl(poller, EPOLL_CTL_DEL, c->fd, 0);
}

static void write_message(sender *s) {
    char *at = s->out + s->end;
    at += sprintf(at, "PRIVMSG %s :", s->by->channel);
    memcpy(at, pattern, (size_t)size + 2);
    char head[HEAD_BYTES + 1];
    sprintf(head, "^%016llx.%05d.%08u ", (unsigned long long)now(), (int)(s - from), s->sent);
    memcpy(at, head, HEAD_BYTES);
    s->end = (size_t)(at + size + 2 - s->out);
    s->sent++;
    sent++;
}

/* Hand the kernel what waits; return whether all is out. */
static int send_waiting(sender *s) {
    client *c = s->by;
    while (s->begin < s->end && !c->closed) {
        ssize_t count = send(c->fd, s->out + s->begin, s->end - s->begin, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) s->begin += (size_t)count;
        else if (errno != EAGAIN && errno != EINTR) hang_up(c);
        else break;
    }
    if (s->begin == s->end) s->begin = s->end = 0;
    int is_full = s->end > 0;
    if (is_full != c->is_full && !c->closed) {
        watch((int)(c - clients), EPOLL_CTL_MOD, is_full ? EPOLLIN | EPOLLOUT : EPOLLIN);
        c->is_full = is_full;
    }
    return !is_full;
}

static void send_blast(double fan) {
    static int turn;
    for (int i = 0; i < senders; i++) {
        sender *s = &from[(turn + i) % senders];
        if (s->by->closed || s->by->is_full) continue;
        long long room = window - (long long)(sent - (uint64_t)((double)delivered / fan));
        for (long long share = window ? (room + senders - 1) / senders : messages; share > 0 && s->sent < s->share; share--) {
            if (s->end + (size_t)size + 128 > OUT_BYTES) break;
            write_message(s);
        }
        send_waiting(s);
    }
    turn++;
}

/* Send what is due; return how many milliseconds the next one has time. */
static int send_paced(uint64_t begun, uint64_t total) {
    while (sent < total) {
        uint64_t due = begun + (uint64_t)((double)sent * SECOND / rate), time = now();
        if (time < due) return (int)((due - time) / 1000000) + 1; /* the stamp tells the moment of sending, so a late one costs nothing */
        if (time - due > latest_send) latest_send = time - due;
        sender *s = &from[sent % (uint64_t)senders];
        if (s->end + (size_t)size + 128 > OUT_BYTES) exit(5); /* the server takes less than the rate */
        write_message(s);
        send_waiting(s);
    }
    return 100;
}

static void check_message(client *c, const char *text, const char *end, uint64_t time) {
    char *stop;
    if (end - text != size + 1 || end[-1] != '\r' || memcmp(text + HEAD_BYTES, pattern + HEAD_BYTES, (size_t)(size - HEAD_BYTES))) {
        broken++;
        return;
    }
    uint32_t by = 0, number = 0;
    for (int i = 18; i < 23; i++) by = by * 10 + (uint32_t)(text[i] - '0');
    for (int i = 24; i < 32; i++) number = number * 10 + (uint32_t)(text[i] - '0');
    if (by >= (uint32_t)senders) {
        broken++;
        return;
    }
    delivered++;
    last = time;
    if (number < c->next[by]) {
        behind++;
    } else {
        if (number > c->next[by]) ahead++;
        c->next[by] = number + 1;
    }
    if (c->sampled) record(time - strtoull(text + 1, &stop, 16));
}

static void answer_ping(client *c, const char *line, const char *end) {
    const char *ping = memmem(line, (size_t)(end - line), "PING ", 5);
    if (ping != line && (!ping || *line != ':')) return;
    char answer[512];
    int count = snprintf(answer, sizeof answer, "PONG %.*s\n", (int)(end - ping - 5), ping + 5);
    if (send(c->fd, answer, (size_t)count, MSG_DONTWAIT | MSG_NOSIGNAL) < 0) hang_up(c);
}

static void receive(client *c, char *buffer) {
    memcpy(buffer, c->carry, c->carried);
    ssize_t count = recv(c->fd, buffer + c->carried, RECEIVE_BYTES, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) {
        hang_up(c);
        return;
    }
    char *line = buffer, *stop = buffer + c->carried + count, *end;
    uint64_t time = now();
    while ((end = memchr(line, '\n', (size_t)(stop - line)))) {
        char *text = memchr(line, '^', (size_t)(end - line));
        if (text) check_message(c, text, end, time);
        else answer_ping(c, line, end);
        line = end + 1;
    }
    c->carried = (size_t)(stop - line);
    if (c->carried > LINE_BYTES) exit(4);
    memcpy(c->carry, line, c->carried);
}

static void wait_and_receive(int milliseconds, char *buffer) {
    static struct epoll_event events[4096];
    int count = epoll_wait(poller, events, 4096, milliseconds);
    for (int i = 0; i < count; i++) {
        client *c = &clients[events[i].data.u32];
        if (events[i].events & EPOLLOUT)
            for (int j = 0; j < senders; j++)
                if (from[j].by == c) send_waiting(&from[j]);
        if (events[i].events & ~(uint32_t)EPOLLOUT && !c->closed) receive(c, buffer);
    }
}

static int read_plan(void) {
    if (scanf("%d %d %d %lld %lld %lf %lld %d %lf %lf %lf", &paced, &n, &senders, &messages, &window, &rate, &sampled, &size, &limit_s,
              &quiet_s, &linger_s) != 11)
        return 2;
    if (size < HEAD_BYTES || size > 1000) return 2;
    memset(pattern, 'x', (size_t)size);
    memcpy(pattern + size, "\r\n", 2);
    clients = calloc((size_t)n, sizeof *clients);
    from = calloc((size_t)senders, sizeof *from);
    poller = epoll_create1(0);
    for (int i = 0; i < n; i++) {
        client *c = &clients[i];
        if (scanf("%d %d %d %63s", &c->fd, &c->members, &c->deaf, c->channel) != 4) return 2;
        c->next = calloc((size_t)senders, sizeof *c->next);
        c->sampled = sampled > 0 && i % ((n + sampled - 1) / sampled) == 0;
        if (!c->deaf) watch(i, EPOLL_CTL_ADD, EPOLLIN);
    }
    for (int i = 0; i < senders; i++) {
        int place;
        if (scanf("%d", &place) != 1) return 2;
        from[i].by = &clients[place];
        from[i].out = malloc(OUT_BYTES);
        from[i].share = (uint32_t)(messages / senders + (i < messages % senders));
        expected += (uint64_t)from[i].share * (uint64_t)(clients[place].members - 1);
    }
    return 0;
}

int main(void) {
    int status = read_plan();
    if (status) return status;
    char *buffer = malloc(LINE_BYTES + RECEIVE_BYTES);
    uint64_t total = (uint64_t)messages, begun = last = now();
    double fan = expected ? (double)expected / (double)total : 1;
    while (delivered < expected) {
        uint64_t time = now();
        if ((double)(time - begun) > limit_s * SECOND) break;
        if (sent >= total && (double)(time - last) > quiet_s * SECOND) break;
        int milliseconds = 20;
        if (paced) milliseconds = send_paced(begun, total);
        else if (sent < total) send_blast(fan);
        wait_and_receive(milliseconds, buffer);
    }
    double elapsed = (double)((delivered < expected ? now() : last) - begun) / SECOND;
    uint64_t over = now();
    while (linger_s > 0 && (double)(now() - over) < linger_s * SECOND) wait_and_receive(10, buffer);
    printf("{\"elapsed\": %.6f, \"sent\": %llu, \"expected\": %llu, \"delivered\": %llu, \"ahead\": %llu, \"behind\": %llu, "
           "\"broken\": %llu, \"closed\": %llu, \"late_send_ms\": %.3f",
           elapsed, (unsigned long long)sent, (unsigned long long)expected, (unsigned long long)delivered, (unsigned long long)ahead,
           (unsigned long long)behind, (unsigned long long)broken, (unsigned long long)closed, (double)latest_send / 1e6);
    if (latencies)
        printf(", \"p50_ms\": %.4f, \"p99_ms\": %.4f, \"max_ms\": %.4f", percentile(.5) / 1e6, percentile(.99) / 1e6, (double)slowest / 1e6);
    printf("}\n");
    return 0;
}
