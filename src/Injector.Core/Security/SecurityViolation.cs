namespace Injector.Core.Security;

/// <summary>A violation of a control of the Pod Security Standards.</summary>
/// <param name="Control">The control.</param>
/// <param name="Reason">What violates it, for people, such as <c>container a is privileged</c>.</param>
internal readonly record struct SecurityViolation(PodSecurityControl Control, string Reason);
