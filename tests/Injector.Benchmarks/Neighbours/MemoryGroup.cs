using System.Globalization;

namespace Injector.Benchmarks.Neighbours;

/// <summary>A control group with a memory limit, of version 1 or 2 of the kernel's interface, whichever the machine has. Takes root.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";

    private readonly string _folder;
    private readonly bool _isFirstVersion;

    private MemoryGroup(string folder, bool isFirstVersion) => (_folder, _isFirstVersion) = (folder, isFirstVersion);

    /// <summary>The file that a process enters the group by.</summary>
    public string Members => Path.Combine(_folder, "cgroup.procs");

    public static MemoryGroup Create(long limit)
    {
        var isFirstVersion = Directory.Exists(Path.Combine(Root, "memory"));
        var folder = Path.Combine(Root, isFirstVersion ? "memory" : "", string.Create(CultureInfo.InvariantCulture, $"injector-benchmark-{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, isFirstVersion ? "memory.limit_in_bytes" : "memory.max"), limit.ToString(CultureInfo.InvariantCulture));
        return new MemoryGroup(folder, isFirstVersion);
    }

    /// <summary>The highest use, and how often the kernel ended a process for want of memory.</summary>
    public string Describe()
    {
        var peak = long.Parse(Read(_isFirstVersion ? "memory.max_usage_in_bytes" : "memory.peak"), CultureInfo.InvariantCulture);
        var killed = Read(_isFirstVersion ? "memory.oom_control" : "memory.events").Split('\n').FirstOrDefault(line => line.StartsWith("oom_kill ", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"peak {peak / 1048576.0:F0} MiB, {killed ?? "oom_kill unknown"}");
    }

    public void Dispose() => Directory.Delete(_folder);

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, file)).Trim();
}
