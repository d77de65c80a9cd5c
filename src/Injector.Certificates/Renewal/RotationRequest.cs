namespace Injector.Certificates.Renewal;

/// <summary>What an administrator asks for by annotations of the Secret with the certificates.</summary>
public static class RotationRequest
{
    /// <summary>The annotation that asks; whoever writes certificates obeys at the next pass and removes it.</summary>
    public const string Key = "injector.io/rotate-certificates";

    /// <summary>The annotation that stays behind where former authorities were dropped: the moment, by which replicas know that they are not missed.</summary>
    public const string DistrustedKey = "injector.io/distrusted-before";

    /// <summary>A new authority beside the present one, which goes when nothing that it has signed is valid any more. No call fails.</summary>
    public const string Overlap = "overlap";

    /// <summary>A new authority instead of all others, at once. Calls fail until each replica has read the new certificate.</summary>
    public const string Distrust = "distrust";
}
