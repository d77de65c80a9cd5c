using Injector.Ambassador.Model;

namespace Injector.Ambassador.Rewrites;

/// <summary>Something that probes of the application ask through the ambassador.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="AppPort">Port of the application.</param>
/// <param name="Path">For <see cref="ProbeKind.Http"/> the path without query; otherwise empty.</param>
internal readonly record struct ProbeAsk(ProbeKind Kind, int AppPort, string Path);
