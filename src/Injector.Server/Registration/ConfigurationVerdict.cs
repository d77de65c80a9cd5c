namespace Injector.Server.Registration;

/// <summary>What a webhook configuration does for this server.</summary>
/// <param name="IsPresent">Whether it exists and has entries.</param>
/// <param name="NamesUs">Whether every entry calls a name that the serving certificate is for.</param>
/// <param name="TrustsUs">Whether every entry names an authority of the serving certificate, or none at all where the system's may do.</param>
/// <param name="CallsUs">Whether every entry has rules; one without is never called.</param>
internal readonly record struct ConfigurationVerdict(bool IsPresent, bool NamesUs, bool TrustsUs, bool CallsUs)
{
    /// <summary>Whether API servers call this server by it, and take its answers.</summary>
    internal bool IsWhole => this is { IsPresent: true, NamesUs: true, TrustsUs: true, CallsUs: true };
}
