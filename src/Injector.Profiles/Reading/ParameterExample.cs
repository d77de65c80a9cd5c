using System.Globalization;
using Injector.Core.Profiles.Parameters;

namespace Injector.Profiles.Reading;

/// <summary>Finds a valid value to show when the profile gives no example.</summary>
internal static class ParameterExample
{
    /// <summary>The default, otherwise the first allowed value, otherwise a plain value of the type.</summary>
    internal static string For(ProfileParameter parameter) => parameter switch
    {
        { DefaultText.Length: > 0 } => parameter.DefaultText,
        { AllowedValues: [var first, ..] } => first,
        { Type: ParameterType.List } => OfType(parameter.ItemType, parameter.Minimum, parameter.Maximum),
        _ => OfType(parameter.Type, parameter.Minimum, parameter.Maximum),
    };

    private static string OfType(ParameterType type, ParameterBound? minimum, ParameterBound? maximum) => type switch
    {
        ParameterType.Integer => minimum?.Text ?? Math.Min(1, maximum?.Amount ?? 1).ToString(CultureInfo.InvariantCulture),
        ParameterType.Boolean => "true",
        ParameterType.Port => "8080",
        ParameterType.Path => "/var/log/app",
        ParameterType.Host => "example.com",
        ParameterType.Quantity => minimum?.Text ?? maximum?.Text ?? "64Mi",
        ParameterType.Duration => "30s",
        ParameterType.User => "1000",
        _ => "text",
    };
}
