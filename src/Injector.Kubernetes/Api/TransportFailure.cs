using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using Injector.Kubernetes.Connection;

namespace Injector.Kubernetes.Api;

/// <summary>Failures of the connection to the API server, as opposed to bugs.</summary>
internal static class TransportFailure
{
    internal static bool Is(Exception exception) =>
        exception is HttpRequestException or IOException or AuthenticationException or CryptographicException or OperationCanceledException
            or JsonException or FormatException or ClusterConnectionException;

    /// <summary>The failure in one sentence. The outer exception of a failed handshake only refers to the inner one.</summary>
    internal static string Explain(Exception exception) => exception switch
    {
        OperationCanceledException => "it took too long",
        HttpRequestException { InnerException: { } inner } when Is(inner) => Explain(inner),
        _ => exception.Message,
    };
}
