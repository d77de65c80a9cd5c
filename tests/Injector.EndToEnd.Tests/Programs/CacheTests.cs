using System.Globalization;
using System.Text.RegularExpressions;
using Injector.EndToEnd.Tests.Ambassador;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>The profile cache with Redis and memcached.</summary>
public sealed class CacheTests
{
    private const long MiB = 1 << 20;

    [ProgramFact("redis-server", "redis-cli", "busybox")]
    public async Task Redis_answers_the_probes_and_the_application_and_keeps_nothing_on_disk()
    {
        await using var cache = await RunningCache.StartAsync("redis");

        (await cache.ProbeAsync("startupProbe")).ShouldBe((0, "PONG\n"));
        (await cache.ProbeAsync("livenessProbe")).ShouldBe((0, "PONG\n"));
        cache.Application["env"]!.ToJsonString().ShouldContain($"\"redis://127.0.0.1:{cache.Port}\"");
        using (var connection = new CacheConnection(cache.Port))
        {
            connection.Request("SET", "basket", "three apples").ShouldBe("OK");
            connection.Request("GET", "basket").ShouldBe("three apples");
            connection.Request("GET", "nothing").ShouldBeNull();
            connection.Request("CONFIG", "GET", "save").ShouldBe("save ");
            connection.Request("CONFIG", "GET", "appendonly").ShouldBe("appendonly no");
            connection.Request("CONFIG", "GET", "bind").ShouldBe("bind 127.0.0.1");
        }

        await cache.StopAsync();
        cache.FilesIn("*.rdb").ShouldBeEmpty();
        (await cache.ProbeAsync("livenessProbe")).ExitCode.ShouldNotBe(0);
    }

    [ProgramFact("redis-server", "redis-cli", "busybox")]
    public async Task A_full_Redis_forgets_and_stays_below_the_limit_of_its_container()
    {
        await using var cache = await RunningCache.StartAsync("redis", ("memory", "64Mi"));
        using var connection = new CacheConnection(cache.Port);
        var peak = 0L;
        foreach (var (number, value) in Values(96 * MiB))
        {
            connection.Request("SET", $"value-{number}", value).ShouldBe("OK");
            peak = number % 100 == 0 ? Math.Max(peak, cache.Resident) : peak;
        }

        connection.Request("CONFIG", "GET", "maxmemory").ShouldBe($"maxmemory {32 * MiB}");
        connection.Request("CONFIG", "GET", "maxmemory-policy").ShouldBe("maxmemory-policy allkeys-lru");
        Number(connection.Request("INFO", "stats"), @"evicted_keys:(\d+)").ShouldBeGreaterThan(0);
        Number(connection.Request("INFO", "memory"), @"used_memory:(\d+)").ShouldBeInRange(24 * MiB, 33 * MiB);
        peak.ShouldBeLessThan(cache.MemoryLimit);
    }

    [ProgramFact("redis-server", "redis-cli", "busybox")]
    public async Task What_Redis_may_take_follows_a_limit_that_the_pod_overrides()
    {
        await using var cache = await RunningCache.StartAsync("redis", ("resources", "requests.memory=24Mi, limits.memory=48Mi"));
        using var connection = new CacheConnection(cache.Port);

        connection.Request("CONFIG", "GET", "maxmemory").ShouldBe($"maxmemory {24 * MiB}");
    }

    [ProgramFact("memcached", "busybox")]
    public async Task Memcached_answers_the_probe_and_the_application_and_stays_below_the_limit_of_its_container()
    {
        await using var cache = await RunningCache.StartAsync("memcached", ("memory", "64Mi"));
        (await cache.ProbeAsync("startupProbe")).ShouldBe((0, ""));
        (await cache.ProbeAsync("livenessProbe")).ShouldBe((0, ""));
        cache.Application["env"]!.ToJsonString().ShouldContain($"\"memcached://127.0.0.1:{cache.Port}\"");
        using var connection = new CacheConnection(cache.Port);
        connection.Say("set basket 0 0 12\nthree apples").ShouldBe("STORED");
        connection.Say("get basket").ShouldBe("VALUE basket 0 12\nthree apples\nEND");
        var peak = 0L;
        foreach (var (number, value) in Values(96 * MiB))
        {
            connection.Say($"set value-{number} 0 0 {value.Length}\n{value}").ShouldBe("STORED");
            peak = number % 100 == 0 ? Math.Max(peak, cache.Resident) : peak;
        }

        var stats = connection.Say("stats");
        Number(stats, @"STAT limit_maxbytes (\d+)").ShouldBe(32 * MiB);
        Number(stats, @"STAT evictions (\d+)").ShouldBeGreaterThan(0);
        Number(stats, @"STAT bytes (\d+)").ShouldBeInRange(16 * MiB, 32 * MiB);
        peak.ShouldBeLessThan(cache.MemoryLimit);
        await cache.StopAsync();
        (await cache.ProbeAsync("livenessProbe")).ExitCode.ShouldNotBe(0);
    }

    // Of sizes from 16 bytes to 16 KiB, each power as often as any other.
    private static IEnumerable<(int Number, string Value)> Values(long bytes)
    {
        var random = new Random(1);
        var number = 0;
        for (long sent = 0; sent < bytes;)
        {
            var value = new string('x', (int)Math.Pow(2, 4 + (random.NextDouble() * 10)));
            sent += value.Length;
            yield return (++number, value);
        }
    }

    private static long Number(string? text, string pattern) => long.Parse(Regex.Match(text!, pattern).Groups[1].Value, CultureInfo.InvariantCulture);
}
