namespace Injector.Diagnostics.Facts;

/// <summary>What became of a pod that was created for trial.</summary>
internal enum TrialOutcome
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
