@echo off
rem Starts Gradwalk on a JDK 25 or newer, from any directory.
setlocal EnableExtensions DisableDelayedExpansion
set "GRADWALK_HOME=%~dp0.."
set "GRADWALK_JDK="

if defined GRADWALK_JAVA_HOME (
    call :suits "%GRADWALK_JAVA_HOME%"
    goto found
)
if defined JAVA_HOME call :suits "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :suits "%%~dpJ.."
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%ProgramFiles%\Amazon Corretto" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks") do (
    for /d %%J in ("%%~R\*") do call :suits "%%~J"
)

:found
if not defined GRADWALK_JDK (
    if defined GRADWALK_JAVA_HOME (
        >&2 echo gradwalk: GRADWALK_JAVA_HOME names no JDK 25 or newer: "%GRADWALK_JAVA_HOME%"
    ) else (
        >&2 echo gradwalk: there is no JDK 25 or newer: install one, or let GRADWALK_JAVA_HOME name it
    )
    exit /b 2
)
"%GRADWALK_JDK%\bin\java.exe" --module-path "%GRADWALK_HOME%\lib\javafx" @{java.arguments} -classpath "%GRADWALK_HOME%\lib\*" @{gradwalk.main} %*
exit /b %ERRORLEVEL%

rem Takes a folder where none was found yet and its file "release" names a version that is new enough.
:suits
if defined GRADWALK_JDK exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==." %%A in ("%~1\release") do (
    if "%%A"=="JAVA_VERSION" call :newer "%~1" %%B
)
exit /b 0

:newer
set "GRADWALK_VERSION=%~2"
set "GRADWALK_VERSION=%GRADWALK_VERSION:"=%"
if %GRADWALK_VERSION% GEQ 25 set "GRADWALK_JDK=%~1"
exit /b 0
