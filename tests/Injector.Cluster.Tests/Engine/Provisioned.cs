using System.Diagnostics;

namespace Injector.Cluster.Tests.Engine;

/// <summary>What the machine can run: asked once, when the tests are found.</summary>
/// <param name="SettingsFolder">Folder of the engine's settings.</param>
/// <param name="K3sImage">K3s, or its stand-in.</param>
/// <param name="SkipReason">Why no container can run here; <see langword="null"/> when one can.</param>
internal sealed record Provisioned(string SettingsFolder, string K3sImage, string? SkipReason)
{
    private const int NoEngine = 3;
    private static readonly Lazy<Provisioned> Once = new(Provision);

    internal static Provisioned Engine => Once.Value;

    /// <summary>The image under test, in the engine's storage.</summary>
    internal static string? Image { get; } = Environment.GetEnvironmentVariable("INJECTOR_IMAGE");

    /// <summary>Whether pods run: the stand-in has no node, and a test plays the one that the webhook itself needs.</summary>
    internal bool HasNodes => !K3sImage.Contains("stand-in", StringComparison.Ordinal);

    internal void AddTo(IDictionary<string, string?> environment)
    {
        environment["CONTAINERS_CONF"] = Path.Combine(SettingsFolder, "containers.conf");
        environment["CONTAINERS_STORAGE_CONF"] = Path.Combine(SettingsFolder, "storage.conf");
    }

    private static Provisioned Provision()
    {
        if (string.IsNullOrEmpty(Image))
        {
            return new("", "", "INJECTOR_IMAGE names no image to install; tests/cluster/README.md says how to build one");
        }

        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "cluster", "provision.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        var lines = script.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        script.WaitForExit();
        return script.ExitCode switch
        {
            0 => new(lines[0], lines[1], null),
            NoEngine => new("", "", errors.Result.Trim().Split('\n')[^1]),
            _ => throw new InvalidOperationException($"tests/cluster/provision.sh ended with {script.ExitCode}: {errors.Result}"),
        };
    }
}
