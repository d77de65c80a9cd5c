using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Certificates;

/// <summary>
/// The extension that restricts an authority to some names (RFC 5280 section 4.2.1.10), so that a stolen key cannot be used to impersonate other servers to
/// clients that trust the authority. Go, which API servers are written in, and OpenSSL enforce it.
/// </summary>
internal static class NameConstraints
{
    private const string ObjectId = "2.5.29.30";

    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Excluded = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    /// <summary>The extension for some names; a kind of name that is not among them is excluded entirely.</summary>
    internal static X509Extension Of(ServerNames names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Permitted))
            {
                foreach (var name in names.DnsNames)
                {
                    Write(writer, subtree => subtree.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsName));
                }

                foreach (var address in names.Addresses)
                {
                    Write(writer, subtree => subtree.WriteOctetString(Exactly(address), Address));
                }
            }

            // A kind of name without a constraint would be unrestricted.
            if (names.DnsNames.IsEmpty || names.Addresses.IsEmpty)
            {
                using (writer.PushSequence(Excluded))
                {
                    if (names.DnsNames.IsEmpty)
                    {
                        Write(writer, static subtree => subtree.WriteCharacterString(UniversalTagNumber.IA5String, "", DnsName));
                    }
                    else
                    {
                        Write(writer, static subtree => subtree.WriteOctetString(new byte[8], Address));
                        Write(writer, static subtree => subtree.WriteOctetString(new byte[32], Address));
                    }
                }
            }
        }

        return new X509Extension(ObjectId, writer.Encode(), critical: true);
    }

    /// <summary>Whether an authority may sign for all names. An authority without constraints, as created by 0.1.0, may.</summary>
    internal static bool Permit(X509Certificate2 authority, ServerNames names)
    {
        if (authority.Extensions.FirstOrDefault(extension => extension.Oid?.Value == ObjectId) is not { } extension)
        {
            return true;
        }

        var (dns, addresses) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new List<byte[]>());
        var constraints = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        var permitted = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Permitted) ? constraints.ReadSequence(Permitted) : null;
        while (permitted?.HasData == true)
        {
            var subtree = permitted.ReadSequence();
            if (subtree.PeekTag().HasSameClassAndValue(DnsName))
            {
                dns.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, DnsName));
            }
            else if (subtree.PeekTag().HasSameClassAndValue(Address))
            {
                addresses.Add(subtree.ReadOctetString(Address));
            }
        }

        return names.DnsNames.All(dns.Contains) && names.Addresses.All(address => addresses.Any(one => one.AsSpan().SequenceEqual(Exactly(address))));
    }

    private static void Write(AsnWriter writer, Action<AsnWriter> general)
    {
        using (writer.PushSequence())
        {
            general(writer);
        }
    }

    /// <summary>An address with a mask that matches only this address.</summary>
    private static byte[] Exactly(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return [.. bytes, .. Enumerable.Repeat((byte)0xFF, address.AddressFamily is AddressFamily.InterNetwork ? 4 : 16)];
    }
}
