namespace Injector.Certificates.Renewal;

/// <summary>The annotations of the Secret with the certificates through which an administrator requests a rotation.</summary>
public static class RotationRequest
{
    /// <summary>The annotation with the request; the Lease holder carries it out at its next pass and removes the annotation.</summary>
    public const string Key = "injector.io/rotate-certificates";

    /// <summary>
    /// The annotation that stays after former authorities were dropped: the time, from which replicas know that the missing authorities are missing on purpose.
    /// </summary>
    public const string DistrustedKey = "injector.io/distrusted-before";

    /// <summary>Adds a new authority beside the present one, which goes when nothing that it has signed is valid any more. No call fails.</summary>
    public const string Overlap = "overlap";

    /// <summary>Replaces all authorities with a new one at once. Calls fail until each replica has read the new certificate.</summary>
    public const string Distrust = "distrust";
}
