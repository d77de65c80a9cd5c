namespace Injector.Core.Profiles;

/// <summary>A port that an added container listens on, available to templates as <c>$(ports.name)</c>.</summary>
/// <param name="Name">Name within the profile. Several ports share it when each has a condition and no two conditions hold together.</param>
/// <param name="Preferred">The port to take when it is free: a number, or a reference to a parameter of type port.</param>
/// <param name="RangeStart">First port to try when <paramref name="Preferred"/> is taken, 1 to 65535; <see langword="null"/> when the port is fixed.</param>
/// <param name="RangeEnd">Last port to try, inclusive; <see langword="null"/> when the port is fixed.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="When">When given, the port is needed only if this holds.</param>
public sealed record ProfilePort(
    string Name,
    Templates.TemplateNode Preferred,
    int? RangeStart,
    int? RangeEnd,
    string Protocol,
    Templates.Condition? When);
