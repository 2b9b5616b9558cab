namespace SoftRL.Api;

/// <summary>The project file beside the generated source.</summary>
internal static class StubProject
{
    public const string Text = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <AssemblyName>TorchSharp</AssemblyName>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>latest</LangVersion>
            <ImplicitUsings>disable</ImplicitUsings>
            <RunAnalyzers>false</RunAnalyzers>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <WarningLevel>0</WarningLevel>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <GenerateDocumentationFile>false</GenerateDocumentationFile>
          </PropertyGroup>
        </Project>
        """;
}
