#nullable enable
using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp.Utils
{
    /// <summary>The name under which a field of a module registers its component, where the field's own name will not do.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public class ComponentNameAttribute : Attribute
    {
        public string? Name { get; set; }
    }
}

namespace TorchSharp
{
    public static class FieldInfoExtensionMethods
    {
        public static string ComponentName(this FieldInfo field) =>
            field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
    }
}
