using System.Globalization;
using System.Text.Json;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>A member of a JSON object with a scalar value; converts from a tuple, so that calls can list members as <c>("name", value)</c>.</summary>
internal readonly struct EnvoyField(string name, EnvoyField.Value value)
{
    public static implicit operator EnvoyField((string Name, string? Text) field) => new(field.Name, field.Text);

    public static implicit operator EnvoyField((string Name, long Number) field) => new(field.Name, field.Number);

    public static implicit operator EnvoyField((string Name, double Number) field) => new(field.Name, field.Number);

    public static implicit operator EnvoyField((string Name, bool Truth) field) => new(field.Name, field.Truth);

    public static implicit operator EnvoyField((string Name, TimeSpan Duration) field) => new(field.Name, field.Duration);

    /// <summary>Writes the member; writes nothing when its value is null.</summary>
    public void Write(Utf8JsonWriter json) => value.Write(json, name);

    /// <summary>A string, number, boolean or duration, without boxing.</summary>
    internal readonly struct Value
    {
        private enum Kind
        {
            Nothing,
            Text,
            Whole,
            Fraction,
            Truth,
            Duration,
        }

        private Kind Is { get; init; }

        private string? Text { get; init; }

        private long Whole { get; init; }

        private double Fraction { get; init; }

        public static implicit operator Value(string? text) => new() { Is = text is null ? Kind.Nothing : Kind.Text, Text = text };

        public static implicit operator Value(long number) => new() { Is = Kind.Whole, Whole = number };

        public static implicit operator Value(double number) => new() { Is = Kind.Fraction, Fraction = number };

        public static implicit operator Value(bool truth) => new() { Is = Kind.Truth, Whole = truth ? 1 : 0 };

        public static implicit operator Value(TimeSpan duration) => new() { Is = Kind.Duration, Whole = duration.Ticks };

        public void Write(Utf8JsonWriter json, string name)
        {
            switch (Is)
            {
                case Kind.Text:
                    json.WriteString(name, Text);
                    break;
                case Kind.Whole:
                    json.WriteNumber(name, Whole);
                    break;
                case Kind.Fraction:
                    json.WriteNumber(name, Fraction);
                    break;
                case Kind.Truth:
                    json.WriteBoolean(name, Whole != 0);
                    break;
                case Kind.Duration:
                    // The JSON mapping of protobuf's Duration: seconds with the suffix s.
                    json.WriteString(name, (Whole / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + "s");
                    break;
            }
        }
    }
}
