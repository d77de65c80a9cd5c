namespace Injector.Certificates.Renewal;

/// <summary>What is to be done next, and why.</summary>
/// <param name="Step">What.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="IsRepair">Whether something was lost or damaged, rather than due by its time.</param>
public readonly record struct CertificateTask(CertificateStep Step, string Reason, bool IsRepair = false);
