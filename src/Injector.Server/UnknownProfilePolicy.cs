namespace Injector.Server;

/// <summary>What happens to a pod that names a profile that does not exist.</summary>
public enum UnknownProfilePolicy
{
    /// <summary>The pod is denied and the known names are listed.</summary>
    Deny,

    /// <summary>The pod goes through without sidecars, with a warning.</summary>
    Skip,
}
