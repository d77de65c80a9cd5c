using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Requests;

/// <summary>A parameter with its value for one pod.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="Origin">Where the value came from.</param>
public sealed record ResolvedParameter(ProfileParameter Parameter, TemplateValue Value, ParameterOrigin Origin);
