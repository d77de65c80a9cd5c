namespace Injector.Certificates.Renewal;

/// <summary>The next thing to do, and why.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="IsRepair">Whether something was lost or damaged, rather than due.</param>
public readonly record struct CertificateTask(CertificateStep Step, string Reason, bool IsRepair = false);

/// <summary>A step in maintaining the stored certificates.</summary>
public enum CertificateStep
{
    /// <summary>Nothing is due.</summary>
    None,

    /// <summary>A new authority joins the bundle. The serving certificate stays until the new authority has spread, if it can still be served.</summary>
    MakeAuthority,

    /// <summary>The authority signs a new serving certificate.</summary>
    IssueLeaf,

    /// <summary>Former authorities leave the bundle once nothing that they have signed is valid any more.</summary>
    DropFormer,
}
