using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Server.Certificates;

/// <summary>
/// The accepted names: a client certificate must have one of them as common name or DNS name. The authority alone does not identify the API server when it
/// signs other clients too, such as a cluster's kubelets.
/// </summary>
internal sealed class ClientNames(ImmutableArray<string> names)
{
    internal static ClientNames? From(ImmutableArray<string> names) => names.IsEmpty ? null : new ClientNames(names);

    /// <summary>Accepts a certificate that has a trusted chain and one of the names.</summary>
    internal bool Accept(X509Certificate? certificate, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None && certificate is X509Certificate2 client && NamesOf(client).Any(name => names.Contains(name, StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        // A subject may have several common names and implementations disagree on which one counts, so such a subject is treated as having none.
        var common = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3")
            .Select(part => part.GetSingleElementValue())
            .ToArray();
        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        return common is [{ } only] ? alternative.Prepend(only) : alternative;
    }
}
