namespace Injector.Certificates;

/// <summary>The common name of a certificate: for people only, verification goes by the alternative names.</summary>
internal static class CommonName
{
    /// <summary>Upper bound of RFC 5280 appendix A.1 (<c>ub-common-name</c>).</summary>
    private const int MaximumLength = 64;

    internal static string Shorten(string name) => name.Length <= MaximumLength ? name : name[..MaximumLength];
}
