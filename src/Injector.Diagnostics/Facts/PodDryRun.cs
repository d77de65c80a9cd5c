namespace Injector.Diagnostics.Facts;

/// <summary>A pod that was created for trial, without being stored (<c>dryRun=All</c>).</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Profile">The profile that it asked for.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Text">What the answer said about it; empty when it said nothing.</param>
internal sealed record PodDryRun(string Namespace, string Profile, DryRunOutcome Outcome, string Text);

/// <summary>What became of a pod that was created for trial.</summary>
internal enum DryRunOutcome
{
    /// <summary>It came back with sidecars.</summary>
    Injected,

    /// <summary>It came back with the reason why it has none.</summary>
    Skipped,

    /// <summary>It came back as it was sent.</summary>
    Untouched,

    /// <summary>A webhook answered that it may not be.</summary>
    Denied,

    /// <summary>The API server could not call a webhook, or did not trust it.</summary>
    CallFailed,

    /// <summary>There is no such namespace.</summary>
    NoNamespace,

    /// <summary>It was refused for a reason that has nothing to do with webhooks.</summary>
    Refused,
}
