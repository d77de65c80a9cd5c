namespace Injector.Core.Settings;

/// <summary>What becomes of the numbers of users that profiles fix for their containers.</summary>
public enum FixedUsers
{
    /// <summary>They stand.</summary>
    Keep,

    /// <summary>They are left out, so that a platform such as OpenShift chooses from the namespace's range, or the image does.</summary>
    Omit,
}
