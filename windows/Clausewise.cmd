@echo off
rem Opens Clausewise in the browser. With words behind its name it is the command line:
rem   Clausewise.cmd assess returns --out out
setlocal
set "PYTHON=%~dp0python\python.exe"
if not exist "%PYTHON%" goto missing
rem The embeddable Python brings a file of its own that says where modules are looked for.
copy /y "%~dp0python\places.txt" "%~dp0python\{pth}" >nul 2>nul
if not "%~1"=="" goto words
title Clausewise - leave this window open while you work
"%PYTHON%" -m clausewise serve
if not errorlevel 1 exit /b 0
echo.
echo Clausewise ended. What is said above tells why; send it to those who look after this computer.
pause
exit /b 1

:words
"%PYTHON%" -m clausewise %*
exit /b %errorlevel%

:missing
echo Python is not in this folder yet: python.exe is missing in
echo   "%~dp0python"
echo Those who look after this computer find in READ-ME.txt which one it needs.
if "%~1"=="" pause
exit /b 2
