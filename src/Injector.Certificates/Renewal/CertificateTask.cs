namespace Injector.Certificates.Renewal;

/// <summary>What is to be done next, and why.</summary>
/// <param name="Step">What.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="IsRepair">Whether something was lost or damaged, rather than due by its time.</param>
public readonly record struct CertificateTask(CertificateStep Step, string Reason, bool IsRepair = false);

/// <summary>What is to be done with stored certificates.</summary>
public enum CertificateStep
{
    /// <summary>They are fine.</summary>
    None,

    /// <summary>A new authority joins the bundle. The serving certificate stays until the new authority has spread, if it can still be served.</summary>
    MakeAuthority,

    /// <summary>The authority signs a new serving certificate.</summary>
    IssueLeaf,

    /// <summary>Former authorities leave the bundle, if nothing that they have signed is valid any more.</summary>
    DropFormer,
}
