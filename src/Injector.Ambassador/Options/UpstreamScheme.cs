using System.Collections.Immutable;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Options;

/// <summary>The scheme of an address.</summary>
/// <param name="Name">The text before <c>://</c>.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="IsTls">Whether it is inside TLS.</param>
/// <param name="DefaultPort">Port of an address without one; <see langword="null"/> when it must have one.</param>
/// <param name="LocalScheme">The scheme that the application uses with 127.0.0.1: the ambassador handles TLS.</param>
internal sealed record UpstreamScheme(string Name, TrafficProtocol Protocol, bool IsTls, int? DefaultPort, string LocalScheme)
{
    public static ImmutableArray<UpstreamScheme> All { get; } =
    [
        new("http", TrafficProtocol.Http, false, 80, "http"),
        new("https", TrafficProtocol.Http, true, 443, "http"),
        new("h2c", TrafficProtocol.Http2, false, 80, "http"),
        new("grpc", TrafficProtocol.Http2, false, 80, "http"),
        new("grpcs", TrafficProtocol.Http2, true, 443, "http"),
        new("tcp", TrafficProtocol.Tcp, false, null, "tcp"),
        new("tls", TrafficProtocol.Tcp, true, null, "tcp"),
    ];

    public bool IsHttp => Protocol is not TrafficProtocol.Tcp;

    public bool IsGrpc => Name is "grpc" or "grpcs";

    public static UpstreamScheme? Find(string name) => All.FirstOrDefault(scheme => scheme.Name == name);

    public static string Names => string.Join(", ", All.Select(scheme => scheme.Name));
}
