using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Server.Certificates;

/// <summary>
/// The names of which a client certificate must have one, as common name or as DNS name among its alternative names. An authority that signs more than
/// the API server, such as that of a cluster's kubelets, is not enough to know the API server by.
/// </summary>
internal sealed class ClientNames(ImmutableArray<string> names)
{
    internal static ClientNames? From(ImmutableArray<string> names) => names.IsEmpty ? null : new ClientNames(names);

    /// <summary>Takes a certificate that the authorities vouch for and that has one of the names.</summary>
    internal bool Accept(X509Certificate? certificate, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None && certificate is X509Certificate2 client && NamesOf(client).Any(name => names.Contains(name, StringComparer.Ordinal));

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        // A subject may have several common names; which one counts nobody agrees on, so such a subject has none.
        var common = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3")
            .Select(part => part.GetSingleElementValue())
            .ToArray();
        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        return common is [{ } only] ? alternative.Prepend(only) : alternative;
    }
}
