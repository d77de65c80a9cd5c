using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Rewrites;

/// <summary>
/// The paths of rewritten probes. They say what the application is asked, so that a later pass finds out from the probe alone, whether or not
/// there is a record: <c>/probe/http/8080/healthz?full=1</c>, <c>/probe/tcp/8080</c>.
/// </summary>
internal static class ProbePath
{
    private const string Http = "/probe/http/";
    private const string Tcp = "/probe/tcp/";

    /// <summary>The one call of <c>grpc.health.v1</c> that the kubelet makes.</summary>
    public const string GrpcCheck = "/grpc.health.v1.Health/Check";

    /// <summary>The path on the ambassador's port.</summary>
    public static string Of(ProbeRequest ask) => ask.Kind switch
    {
        ProbeKind.Http => string.Create(CultureInfo.InvariantCulture, $"{Http}{ask.AppPort}{ask.Path}"),
        ProbeKind.Tcp => string.Create(CultureInfo.InvariantCulture, $"{Tcp}{ask.AppPort}"),
        _ => GrpcCheck,
    };

    /// <summary>What a rewritten probe or hook asks, whose path has no slash ahead of it; <see langword="null"/> for a path that is none of these.</summary>
    public static ProbeRequest? Read(string path)
    {
        path = path.StartsWith('/') ? path : $"/{path}";
        if (path.StartsWith(Tcp, StringComparison.Ordinal))
        {
            return OptionValues.Number(path[Tcp.Length..], 1, 65535) is { } watched ? new ProbeRequest(ProbeKind.Tcp, watched, "") : null;
        }

        var slash = path.StartsWith(Http, StringComparison.Ordinal) ? path.IndexOf('/', Http.Length) : -1;
        return slash > 0
            && OptionValues.Number(path[Http.Length..slash], 1, 65535) is { } port
            && Split(path[slash..]) is { } split
                ? new ProbeRequest(ProbeKind.Http, port, split.Path)
                : null;
    }

    /// <summary>
    /// A probe's path and its query with the question mark; <see langword="null"/> for a path that has no place in a configuration. The kubelet
    /// takes no path, and one without the slash ahead of it, as below the root.
    /// </summary>
    public static (string Path, string Query)? Split(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (text, "") : (text[..question], text[question..]);
        path = path.StartsWith('/') ? path : $"/{path}";
        return NameGrammar.IsPath(path) ? (path, query) : null;
    }
}

/// <summary>Something that probes of the application ask through the ambassador.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="AppPort">Port of the application.</param>
/// <param name="Path">For <see cref="ProbeKind.Http"/> the path without query; otherwise empty.</param>
internal readonly record struct ProbeRequest(ProbeKind Kind, int AppPort, string Path);
