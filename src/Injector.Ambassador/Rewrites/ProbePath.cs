using System.Globalization;
using Injector.Ambassador.Model;
using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Rewrites;

/// <summary>
/// The paths of rewritten probes. They contain the original request, so that a later pass can recover it from the probe alone, with or without a record:
/// <c>/probe/http/8080/healthz?full=1</c>, <c>/probe/tcp/8080</c>.
/// </summary>
internal static class ProbePath
{
    private const string Http = "/probe/http/";
    private const string Tcp = "/probe/tcp/";

    /// <summary>The only call of <c>grpc.health.v1</c> that the kubelet makes.</summary>
    public const string GrpcCheck = "/grpc.health.v1.Health/Check";

    /// <summary>The path on the ambassador's port.</summary>
    public static string Of(ProbeRequest request) => request.Kind switch
    {
        ProbeKind.Http => string.Create(CultureInfo.InvariantCulture, $"{Http}{request.AppPort}{request.Path}"),
        ProbeKind.Tcp => string.Create(CultureInfo.InvariantCulture, $"{Tcp}{request.AppPort}"),
        _ => GrpcCheck,
    };

    /// <summary>The request of a rewritten probe or hook, whose path may lack the leading slash; <see langword="null"/> for any other path.</summary>
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
    /// A probe's path, and its query with the question mark; <see langword="null"/> for a path that cannot be written into a configuration. The kubelet adds a
    /// missing leading slash, also to an empty path.
    /// </summary>
    public static (string Path, string Query)? Split(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (text, "") : (text[..question], text[question..]);
        path = path.StartsWith('/') ? path : $"/{path}";
        return NameGrammar.IsPath(path) ? (path, query) : null;
    }
}

/// <summary>A probe request to the application that goes through the ambassador.</summary>
/// <param name="Kind">What is probed.</param>
/// <param name="AppPort">Port of the application.</param>
/// <param name="Path">For <see cref="ProbeKind.Http"/> the path without query; otherwise empty.</param>
internal readonly record struct ProbeRequest(ProbeKind Kind, int AppPort, string Path);
