using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Injector.Testing.ControlPlane;

/// <summary>A folder of programs that make up a control plane, as <c>KUBEBUILDER_ASSETS</c> names one.</summary>
public sealed partial class ControlPlaneAssets
{
    private static readonly Lazy<ControlPlaneAssets?> Found = new(FindOnThisMachine);
    private readonly Lazy<Version> _serverVersion;

    private ControlPlaneAssets(string folder)
    {
        Folder = folder;
        _serverVersion = new Lazy<Version>(QueryServerVersion);
    }

    /// <summary>What to tell a person whose machine has no control plane.</summary>
    public static string HowToProvision =>
        "No kube-apiserver and etcd found. Run 'bash tests/control-plane/provision.sh', " +
        "or set KUBEBUILDER_ASSETS to a folder that holds both.";

    /// <summary>The folder with the programs.</summary>
    public string Folder { get; }

    /// <summary>The version that <c>kube-apiserver --version</c> states; the program runs once a process.</summary>
    public Version ServerVersion => _serverVersion.Value;

    /// <summary>
    /// The folder that <c>KUBEBUILDER_ASSETS</c> names; when that is not set, the one that provision.sh made last;
    /// <see langword="null"/> when neither holds a control plane.
    /// </summary>
    public static ControlPlaneAssets? Find() => Found.Value;

    /// <summary>As <see cref="Find"/>, for callers that cannot go on without one.</summary>
    /// <exception cref="InvalidOperationException">The machine has no control plane; the message says how to get one.</exception>
    public static ControlPlaneAssets Require() => Find() ?? throw new InvalidOperationException(HowToProvision);

    /// <summary>
    /// The path of a program that a test calls: from this folder, from <c>PATH</c>, or from the folder that provision.sh
    /// made last, in this order.
    /// </summary>
    /// <param name="program">A file name: <c>kubectl</c>, <c>helm</c>, <c>promtool</c>, <c>wrk</c>.</param>
    /// <exception cref="FileNotFoundException">The program is in none of them.</exception>
    public string ToolPath(string program) =>
        File.Exists(Path.Combine(Folder, program))
            ? Path.Combine(Folder, program)
            : ProvisionedPrograms.Find(program) ?? throw Missing(program, $"neither in {Folder} nor on PATH");

    /// <summary>The path of a server. Only from this folder: servers of two versions make no control plane.</summary>
    internal string ServerPath(string server)
    {
        var path = Path.Combine(Folder, server);
        return File.Exists(path) ? path : throw Missing(server, $"not in {Folder}, which KUBEBUILDER_ASSETS or the cache names");
    }

    private static FileNotFoundException Missing(string program, string where) =>
        new($"'{program}' is {where}. The folder that 'bash tests/control-plane/provision.sh' makes holds what the tests need.", program);

    private static ControlPlaneAssets? FindOnThisMachine()
    {
        var named = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS");
        var folder = string.IsNullOrEmpty(named) ? ProvisionedPrograms.Folder : named;
        return File.Exists(Path.Combine(folder, "kube-apiserver")) && File.Exists(Path.Combine(folder, "etcd"))
            ? new ControlPlaneAssets(folder)
            : null;
    }

    private Version QueryServerVersion()
    {
        var start = new ProcessStartInfo(ServerPath("kube-apiserver"), "--version") { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return ParseServerVersion(answer);
    }

    /// <summary>Reads <c>v1.20.2</c>, <c>v1.36.0-rc.1</c> and sentences that hold one.</summary>
    internal static Version ParseServerVersion(string text) =>
        SemanticVersion().Match(text) is { Success: true } match
            ? Version.Parse(match.Groups[1].Value)
            : throw new FormatException($"'{text}' holds no Kubernetes version such as v1.20.2");

    [GeneratedRegex(@"\bv(\d+\.\d+\.\d+)")]
    private static partial Regex SemanticVersion();
}
