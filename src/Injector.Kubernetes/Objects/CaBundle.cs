using System.Text;

namespace Injector.Kubernetes.Objects;

/// <summary>The field <c>caBundle</c> of a webhook: PEM in base64.</summary>
internal static class CaBundle
{
    internal static string Encode(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    /// <summary>The PEM; empty for text that is not base64.</summary>
    internal static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
