namespace Injector.Diagnostics.Facts;

/// <summary>A pod that was created as a dry run, without being stored (<c>dryRun=All</c>).</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Profile">The profile that it requested.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Text">The explanation in the response; empty when there was none.</param>
internal sealed record PodDryRun(string Namespace, string Profile, DryRunOutcome Outcome, string Text);

/// <summary>The outcome of a dry run.</summary>
internal enum DryRunOutcome
{
    /// <summary>The pod was returned with sidecars.</summary>
    Injected,

    /// <summary>The pod was returned with the reason why it has none.</summary>
    Skipped,

    /// <summary>The pod was returned unchanged.</summary>
    Untouched,

    /// <summary>A webhook denied the pod.</summary>
    Denied,

    /// <summary>The API server could not call a webhook, or did not trust it.</summary>
    CallFailed,

    /// <summary>The namespace does not exist.</summary>
    NoNamespace,

    /// <summary>The pod was rejected for a reason unrelated to webhooks.</summary>
    Refused,
}
